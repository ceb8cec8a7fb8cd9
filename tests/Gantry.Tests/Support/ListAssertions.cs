namespace Gantry.Tests.Support;

internal static class ListAssertions
{
    /// <summary>Everything expected is there, in its order; what stands in between does not matter.</summary>
    public static void ShouldContainInOrder(
        this IReadOnlyList<string> actual,
        IReadOnlyList<string> expected,
        string? because = null
    )
    {
        int found = 0;
        foreach (string item in actual)
            if (found < expected.Count && item == expected[found])
                found++;
        if (found < expected.Count)
            throw new ShouldAssertException(
                $"Item {found}, \"{expected[found]}\", is missing, or not in its place. {because}"
            );
    }
}
