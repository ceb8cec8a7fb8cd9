namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>A Huffman table of T.81, annex C: codes in their order, the shortest first.</summary>
internal sealed class JpegCodes
{
    private readonly uint[] _codes = new uint[256];
    private readonly byte[] _lengths = new byte[256];

    /// <summary>Makes the codes.</summary>
    /// <param name="counts">How many codes there are of 1, 2, … 16 bits.</param>
    /// <param name="symbols">What they stand for.</param>
    public JpegCodes(byte[] counts, byte[] symbols)
    {
        (Counts, Symbols) = (counts, symbols);
        uint code = 0;
        int next = 0;
        for (int length = 1; length <= 16; length++, code <<= 1)
        for (int i = 0; i < counts[length - 1]; i++)
        {
            byte symbol = symbols[next++];
            (_codes[symbol], _lengths[symbol]) = (code++, (byte)length);
        }
    }

    public byte[] Counts { get; }

    public byte[] Symbols { get; }

    public uint CodeOf(int symbol) => _codes[symbol];

    public int LengthOf(int symbol) => _lengths[symbol];
}
