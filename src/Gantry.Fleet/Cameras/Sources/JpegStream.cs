using System.Buffers.Binary;

namespace Gantry.Fleet.Cameras.Sources;

/// <summary>
/// Finds the pictures in a stream of anything. A JPEG says itself where it ends (ITU-T T.81, annex B), which is more than the
/// boundaries and lengths around it do: they are missing, wrong or written in a dozen ways. So what stands between two pictures
/// is passed over, whatever it is, as long as it is short. A picture that was cut off is left out.
/// </summary>
internal sealed class JpegStream(Stream from, int mostFrameBytes = CameraLimits.MostFrameBytes)
{
    private const byte Mark = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Restart0 = 0xD0;
    private const byte Restart7 = 0xD7;
    private const byte Temporary = 0x01;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _at;
    private int _end;
    private int _between;
    private bool _hasScan;
    private Place _place;

    private enum Place
    {
        Between,
        Segments,
        Scan,
    }

    /// <summary>The next picture; null when the stream has ended.</summary>
    /// <exception cref="CameraException">A picture is too large, or there is none for too long.</exception>
    /// <exception cref="IOException">The stream broke.</exception>
    public async ValueTask<byte[]?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            if (TryTake() is { } picture)
                return picture;
            if (!await FillAsync(stop))
                return null;
        }
    }

    /// <summary>A picture, if all of it has come.</summary>
    private byte[]? TryTake()
    {
        while (true)
        {
            bool goesOn = _place switch
            {
                Place.Between => FindStart(),
                Place.Scan => PassScan(),
                _ => PassSegment(),
            };
            if (!goesOn)
                return null;
            if (_place != Place.Between || _start == _at)
                continue;
            byte[] picture = _buffer[_start.._at];
            _start = _at;
            _between = 0;
            return picture;
        }
    }

    private bool FindStart()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_at, _end - _at);
        int found = rest.IndexOf([Mark, StartOfImage]);
        int passed =
            found >= 0 ? found
            : rest is [.., Mark] ? rest.Length - 1
            : rest.Length;
        _between += passed;
        if (_between > CameraLimits.MostBetweenBytes)
            throw new CameraException(
                $"The camera sent {CameraLimits.MostBetweenBytes / 1024} KiB without a JPEG in them. Expected an MJPEG stream; look at the address."
            );
        _start = _at += passed;
        if (found < 0)
            return false;
        Begin();
        return true;
    }

    private void Begin()
    {
        _start = _at;
        _at += 2;
        _hasScan = false;
        _place = Place.Segments;
    }

    /// <summary>One marker with what belongs to it. False: more bytes are needed.</summary>
    private bool PassSegment()
    {
        if (_at + 2 > _end)
            return false;
        if (_buffer[_at] != Mark)
            return GiveUp();
        byte marker = _buffer[_at + 1];
        switch (marker)
        {
            case Mark:
                _at++;
                return true;
            case EndOfImage when _hasScan:
                _at += 2;
                _place = Place.Between;
                return true;
            case StartOfImage:
                // The picture before was cut off; this is the next one.
                Begin();
                return true;
            case Temporary or (>= Restart0 and <= Restart7):
                _at += 2;
                return true;
            case 0 or EndOfImage:
                return GiveUp();
        }
        if (_at + 4 > _end)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_at + 2));
        if (length < 2)
            return GiveUp();
        _at += 2 + length;
        if (marker == StartOfScan)
            (_hasScan, _place) = (true, Place.Scan);
        return true;
    }

    /// <summary>The coded pixels, to the next marker; restarts and stuffed bytes belong to them (B.1.1.5).</summary>
    private bool PassScan()
    {
        while (_at < _end)
        {
            int found = _buffer.AsSpan(_at, _end - _at).IndexOf(Mark);
            _at = found < 0 ? _end : _at + found;
            if (_at + 2 > _end)
                return false;
            byte marker = _buffer[_at + 1];
            if (marker is not (0 or (>= Restart0 and <= Restart7)))
            {
                _place = Place.Segments;
                return true;
            }
            _at += 2;
        }
        return false;
    }

    /// <summary>This was no picture: the next one is looked for behind its first bytes.</summary>
    private bool GiveUp()
    {
        int passed = Math.Min(_at, _end) - _start;
        _between += passed;
        _start = _at = _start + passed;
        _place = Place.Between;
        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_at, _end, _start) = (_at - _start, _end - _start, 0);
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= mostFrameBytes)
                throw new CameraException(
                    $"The camera sent a picture of more than {mostFrameBytes / 1024 / 1024} MiB. Let it send smaller ones."
                );
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, mostFrameBytes));
        }
        int read = await from.ReadAsync(_buffer.AsMemory(_end), stop);
        _end += read;
        return read > 0;
    }
}
