"""What is answered without a thread: short sentences that close the connection."""


def refusal(status: str, sentence: str, more: str = "") -> bytes:
    """Write an answer that closes the connection, for a request that reached no thread."""
    text = f"{sentence}\n".encode()
    head = f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n{more}"
    return f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text


TOO_SLOW = refusal("408 Request Timeout", "Votre demande n’est pas arrivée en entier : renvoyez-la.")
TOO_LONG = refusal("431 Request Header Fields Too Large", "L’en-tête de cette demande est trop long.")
FULL = refusal(
    "503 Service Unavailable", "Il n’y a plus de place : renvoyez votre demande.", "Retry-After: 30\r\n"
)
STOPPING = refusal(
    "503 Service Unavailable", "Le service redémarre : renvoyez votre demande.", "Retry-After: 5\r\n"
)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
