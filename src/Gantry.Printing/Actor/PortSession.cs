using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Gantry.Serial;

namespace Gantry.Printing.Actor;

/// <summary>An open port with one read and one write under way; it raises the loop's signal when either ends.</summary>
[SuppressMessage(
    "Reliability",
    "CA2012:Use ValueTasks correctly",
    Justification = "The awaiter of each operation is kept, and its result taken once, when the loop comes by."
)]
internal sealed class PortSession(ISerialPort port, Signal signal)
{
    private readonly byte[] _buffer = new byte[2048];
    private ValueTaskAwaiter<int> _read;
    private ValueTaskAwaiter _write;
    private bool _reading;
    private bool _writing;

    public ISerialPort Port { get; } = port;

    /// <summary>Whether a write is still under way.</summary>
    public bool IsWriting => _writing;

    /// <summary>What has come; empty when nothing has, and then a read is under way.</summary>
    /// <exception cref="SerialPortException">The port is gone.</exception>
    public ReadOnlySpan<byte> Read()
    {
        if (!_reading)
            _read = Port.ReadAsync(_buffer, CancellationToken.None).GetAwaiter();
        if (!_read.IsCompleted)
        {
            if (!_reading)
                _read.UnsafeOnCompleted(signal.RaiseInline);
            _reading = true;
            return default;
        }
        _reading = false;
        return _buffer.AsSpan(0, _read.GetResult());
    }

    /// <summary>Begins a write; true when it is done at once.</summary>
    public bool Write(ReadOnlyMemory<byte> data)
    {
        _write = Port.WriteAsync(data, CancellationToken.None).GetAwaiter();
        if (!_write.IsCompleted)
        {
            _write.UnsafeOnCompleted(signal.RaiseInline);
            _writing = true;
            return false;
        }
        _write.GetResult();
        return true;
    }

    /// <summary>Whether the write under way has ended.</summary>
    public bool TryFinishWrite()
    {
        if (!_writing || !_write.IsCompleted)
            return false;
        _writing = false;
        _write.GetResult();
        return true;
    }
}
