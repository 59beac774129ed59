class KafkaError(RuntimeError):
    errno: int
    message: str
    description: str
    retriable: bool

def for_code(error_code: int) -> type[KafkaError]: ...

# All further errors are subclasses of the one above.
def __getattr__(name: str) -> type[KafkaError]: ...  # pyright: ignore[reportIncompleteStub]
