namespace Gantry.Storage.History;

/// <summary>What a person said of what came out.</summary>
public enum PrintVerdict
{
    /// <summary>Nobody has said anything.</summary>
    None,

    /// <summary>It is good.</summary>
    Good,

    /// <summary>It is bad.</summary>
    Bad,
}
