namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>The bytes of a JPEG as they come about, bit by bit.</summary>
internal sealed class JpegBits
{
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private uint _rest;
    private int _restBits;

    public void Clear() => (_length, _rest, _restBits) = (0, 0, 0);

    public byte[] ToArray() => _bytes[.._length];

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>The code of a symbol.</summary>
    public void Code(JpegCodes codes, int symbol) => Add(codes.CodeOf(symbol), codes.LengthOf(symbol));

    /// <summary>A number of so many bits; negative ones as T.81, F.1.2.1 wants them.</summary>
    public void Number(int value, int bits) => Add((uint)(value < 0 ? value - 1 : value) & ((1u << bits) - 1), bits);

    /// <summary>Fills the last byte with ones.</summary>
    public void FillByte() => Add(0x7F, 7);

    private void Add(uint value, int bits)
    {
        _rest = (_rest << bits) | value;
        _restBits += bits;
        MakeRoom(8);
        while (_restBits >= 8)
        {
            _restBits -= 8;
            byte whole = (byte)(_rest >> _restBits);
            _bytes[_length++] = whole;
            // A byte of ones would be a marker.
            if (whole == 0xFF)
                _bytes[_length++] = 0;
        }
        _rest &= (1u << _restBits) - 1;
    }

    private void MakeRoom(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
