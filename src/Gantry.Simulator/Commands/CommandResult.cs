namespace Gantry.Simulator.Commands;

/// <summary>What a command set made of a command.</summary>
internal readonly struct CommandResult
{
    private CommandResult(Verdict verdict, Ongoing? ongoing = null)
    {
        Kind = verdict;
        Ongoing = ongoing;
    }

    private enum Verdict
    {
        Unknown,
        Done,
        Answered,
        Started,
    }

    /// <summary>Not a command of this set.</summary>
    public static CommandResult Unknown => default;

    /// <summary>Done; the <c>ok</c> is still to come.</summary>
    public static CommandResult Done => new(Verdict.Done);

    /// <summary>Done, with an <c>ok</c> of its own.</summary>
    public static CommandResult Answered => new(Verdict.Answered);

    /// <summary>What goes on after the command has started; null when nothing does.</summary>
    public Ongoing? Ongoing { get; }

    public bool IsUnknown => Kind == Verdict.Unknown;

    public bool IsAnswered => Kind == Verdict.Answered;

    private Verdict Kind { get; }

    /// <summary>Goes on for a while.</summary>
    public static CommandResult Started(Ongoing ongoing) => new(Verdict.Started, ongoing);
}
