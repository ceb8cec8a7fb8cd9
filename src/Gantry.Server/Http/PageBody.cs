using System.Text.Json.Serialization;
using Gantry.Storage;

namespace Gantry.Server.Http;

/// <summary>A part of a list.</summary>
/// <param name="Items">The records.</param>
/// <param name="Next">What to ask for the next page with; null when this is the last one.</param>
/// <param name="Total">How many there are in all; null when nobody counted, as on later pages.</param>
/// <param name="TotalIsLeast">There are more than that: nobody counted on.</param>
internal sealed record PageBody<T>(
    IReadOnlyList<T> Items,
    string? Next,
    long? Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool TotalIsLeast = false
)
{
    public static PageBody<T> From(Page<T> page, long? total = null) => new(page.Items, page.Next, total);
}
