namespace Gantry.GCode.Containers;

/// <summary>
/// The decoder of MeatPack: two characters in a byte, low nibble first, for the fifteen that G-code uses most; a nibble of
/// 15 means that the character follows as a byte of its own. FF FF and a byte is a command: packing on or off, and
/// whether the nibble 11 is a blank or, where blanks were left out, an E.
/// </summary>
internal ref struct MeatPack(Span<byte> output)
{
    private const byte Signal = 0xFF;
    private const byte EnablePacking = 251;
    private const byte DisablePacking = 250;
    private const byte ResetAll = 249;
    private const byte EnableNoSpaces = 247;
    private const byte DisableNoSpaces = 246;
    private const int Whole = 15;

    private readonly Span<byte> _output = output;
    private bool _packing;
    private bool _noSpaces;
    private int _signals;
    private int _wholeToCome;
    private byte _second;

    /// <summary>Bytes decoded so far.</summary>
    public int Count { get; private set; }

    private readonly ReadOnlySpan<byte> Letters => _noSpaces ? "0123456789.E\nGX"u8 : "0123456789. \nGX"u8;

    /// <summary>The most bytes that so many packed ones can become.</summary>
    public static int MaxUnpacked(int packed) => checked(packed * 2);

    /// <summary>Decodes a block.</summary>
    public void Decode(ReadOnlySpan<byte> packed)
    {
        foreach (byte b in packed)
        {
            if (_signals == 2)
            {
                Obey(b);
                _signals = 0;
            }
            else if (b == Signal)
                _signals++;
            else
            {
                // One FF alone is no signal: it announces two characters as bytes of their own.
                if (_signals == 1)
                    Take(Signal);
                _signals = 0;
                Take(b);
            }
        }
    }

    private void Obey(byte command)
    {
        switch (command)
        {
            case EnablePacking:
                _packing = true;
                break;
            case DisablePacking or ResetAll:
                _packing = false;
                break;
            case EnableNoSpaces or DisableNoSpaces:
                _noSpaces = command == EnableNoSpaces;
                break;
        }
    }

    private void Take(byte value)
    {
        if (!_packing)
            Put(value);
        else if (_wholeToCome > 0)
            TakeWhole(value);
        else
            Unpack(value & 0x0F, value >> 4);
    }

    private void TakeWhole(byte value)
    {
        Put(value);
        _wholeToCome--;
        if (_second != 0)
            Put(_second);
        _second = 0;
    }

    private void Unpack(int first, int second)
    {
        if (first == Whole)
        {
            _wholeToCome = second == Whole ? 2 : 1;
            _second = second == Whole ? (byte)0 : Letters[second];
            return;
        }
        Put(Letters[first]);
        // After a line end the second half only fills the byte up.
        if (Letters[first] == (byte)'\n')
            return;
        if (second == Whole)
            _wholeToCome = 1;
        else
            Put(Letters[second]);
    }

    private void Put(byte value) => _output[Count++] = value;
}
