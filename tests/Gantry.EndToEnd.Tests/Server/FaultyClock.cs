using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>
/// The clock of the machine, which fails once for each of some classes in a way that none of them can have thought of: in the first
/// call that comes straight out of their own code.
/// </summary>
internal sealed class FaultyClock(IEnumerable<string> classes) : TimeProvider
{
    private readonly ConcurrentDictionary<string, int> _calls = new(
        classes.Select(c => KeyValuePair.Create(c, 0)),
        StringComparer.Ordinal
    );

    /// <summary>The classes that failed and have not asked for the time again.</summary>
    public IReadOnlyList<string> Dead => [.. _calls.Where(c => c.Value == 1).Select(c => c.Key).Order()];

    /// <summary>The classes that have not asked at all.</summary>
    public IReadOnlyList<string> Silent => [.. _calls.Where(c => c.Value == 0).Select(c => c.Key).Order()];

    public override DateTimeOffset GetUtcNow()
    {
        Fail();
        return base.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Fail();
        return base.CreateTimer(callback, state, dueTime, period);
    }

    private void Fail()
    {
        // Without the two of this class.
        MethodBase?[] stack = [.. new StackTrace(skipFrames: 2).GetFrames().Select(f => f.GetMethod())];
        MethodBase? ours = stack.FirstOrDefault(m =>
            Outermost(m)?.Namespace?.StartsWith("Gantry", StringComparison.Ordinal) == true
        );
        // What is made while the server starts ends its start, and rightly.
        if (ours is null or ConstructorInfo || Outermost(ours)!.Name is not { } caller || !_calls.ContainsKey(caller))
            return;
        // The finalizer of one that was made by halves ends the process (.NET 10).
        if (stack.Any(m => m?.DeclaringType == typeof(PeriodicTimer)))
            return;
        if (_calls.AddOrUpdate(caller, 1, (_, count) => count + 1) == 1)
            throw new InvalidOperationException($"Nobody thought of this in {caller}.");
    }

    /// <summary>An async method is a class of its own in the one where it was written.</summary>
    private static Type? Outermost(MethodBase? method)
    {
        Type? type = method?.DeclaringType;
        while (type?.DeclaringType is { } outer)
            type = outer;
        return type;
    }
}
