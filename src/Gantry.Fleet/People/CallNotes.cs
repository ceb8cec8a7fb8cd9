using Gantry.Storage;

namespace Gantry.Fleet.People;

/// <summary>Notes on the key of a call what the call made.</summary>
internal static class CallNotes
{
    /// <summary>
    /// Notes it in the unit of work that makes it: so nobody can make it twice, whatever dies in between. A call without a key leaves
    /// no note. Null takes the note back: nothing was made after all.
    /// </summary>
    /// <exception cref="CallTakenOverException">The call was taken for dead and is done somewhere else: nothing may be made.</exception>
    public static Task NoteAsync(
        this IStoreSession s,
        Caller caller,
        long? madeId,
        CancellationToken cancellationToken
    ) => caller.Call is { } call ? s.Idempotency.NoteAsync(call, madeId, cancellationToken) : Task.CompletedTask;
}
