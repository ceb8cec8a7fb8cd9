namespace Gantry.Sharing.Policies;

/// <summary>Whether a second client that wants to write gets the port.</summary>
public enum TakeoverPolicy
{
    /// <summary>No: it is told who has the port since when, and its connection is closed.</summary>
    Refuse,

    /// <summary>Yes: the one that had it is told who took it, and its connection is closed.</summary>
    Newest,
}
