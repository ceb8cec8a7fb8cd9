namespace Gantry.Tests.Rfc2217;

/// <summary>Bytes as the specifications and packet dumps write them: "ff fd 2c".</summary>
internal static class Hex
{
    public static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static string Text(ReadOnlySpan<byte> bytes) =>
        string.Join(' ', Convert.ToHexStringLower(bytes).Chunk(2).Select(pair => new string(pair)));
}
