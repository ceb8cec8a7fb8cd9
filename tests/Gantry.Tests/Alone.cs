namespace Gantry.Tests;

/// <summary>
/// Classes of this collection run one after the other when all others are done: they measure something of the whole process,
/// such as its allocations.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
