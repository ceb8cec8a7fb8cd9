using System.Runtime.InteropServices;

namespace Gantry.Serial.Linux;

/// <summary>
/// Memory that the system has back at once when it is disposed. What the garbage collector has once had for a burst stays with the
/// process for long.
/// </summary>
public sealed unsafe class Pages : IDisposable
{
    private const int PROT_READ_WRITE = 0x3;
    private const int MAP_PRIVATE_ANONYMOUS = 0x22;

    private readonly int _size;
    private byte* _start;

    private Pages(byte* start, int size)
    {
        _start = start;
        _size = size;
    }

    /// <summary>All bytes of it.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, this);
            return new Span<byte>(_start, _size);
        }
    }

    /// <summary>Borrows memory, all zero.</summary>
    /// <param name="size">Bytes; whole pages are taken.</param>
    /// <exception cref="InsufficientMemoryException">There is none.</exception>
    public static Pages Take(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        nint start = LibC.MemoryMap(0, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        return start != -1
            ? new Pages((byte*)start, size)
            : throw new InsufficientMemoryException($"mmap: {LibC.ErrorText(Marshal.GetLastPInvokeError())}.");
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        if (_start is null)
            return;
        LibC.MemoryUnmap((nint)_start, _size);
        _start = null;
    }
}
