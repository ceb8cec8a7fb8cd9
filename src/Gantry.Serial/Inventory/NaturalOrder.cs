namespace Gantry.Serial.Inventory;

/// <summary>Orders names as people do: <c>ttyUSB2</c> before <c>ttyUSB10</c>.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The only one needed: it has no state.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            int digitsOfA = DigitsAtStart(a);
            int digitsOfB = DigitsAtStart(b);
            if (digitsOfA > 0 && digitsOfB > 0)
            {
                int byNumber = CompareNumbers(a[..digitsOfA], b[..digitsOfB]);
                if (byNumber != 0)
                    return byNumber;
                a = a[digitsOfA..];
                b = b[digitsOfB..];
                continue;
            }
            if (a[0] != b[0])
                return a[0].CompareTo(b[0]);
            a = a[1..];
            b = b[1..];
        }
        int byLength = a.Length.CompareTo(b.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }

    private static int DigitsAtStart(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
