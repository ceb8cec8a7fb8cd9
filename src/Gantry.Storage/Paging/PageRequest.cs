namespace Gantry.Storage;

/// <summary>Which part of a list is wanted. A list is read from one row to the next by keys, never by counting rows off.</summary>
/// <param name="Limit">The most records to give; more than <see cref="MaxLimit"/> is cut to it.</param>
/// <param name="After">Where to go on: <see cref="Page{T}.Next"/> of the page before; null for the first page.</param>
public sealed record PageRequest(int Limit = PageRequest.DefaultLimit, string? After = null)
{
    /// <summary>Records on a page unless something else is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most records on a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>The first page as it is usually wanted.</summary>
    public static PageRequest First { get; } = new();

    /// <summary>The limit, made sane.</summary>
    internal int Take => Math.Clamp(Limit, 1, MaxLimit);
}
