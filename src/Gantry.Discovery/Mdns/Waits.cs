namespace Gantry.Discovery.Mdns;

/// <summary>Small helpers for moments and random waits.</summary>
internal static class Waits
{
    /// <summary>The sooner of two moments, of which either may be never.</summary>
    public static TimeSpan? Sooner(TimeSpan? left, TimeSpan? right) =>
        left is null ? right
        : right is null || left < right ? left
        : right;

    /// <summary>A random wait between two.</summary>
    public static TimeSpan Between(this Random random, TimeSpan least, TimeSpan most) =>
        least + ((most - least) * random.NextDouble());
}
