namespace Gantry.Storage;

/// <summary>The call was taken for dead and begun once more, so this beginning of it may make nothing.</summary>
public sealed class CallTakenOverException()
    : StorageException(
        "This call was sent once more with its Idempotency-Key, and is done there. Ask again in a moment."
    );
