using System.Buffers;
using System.Text;

namespace Gantry.Tests.Rfc2217;

/// <summary>What happened in a session and what it wrote.</summary>
internal sealed class Transcript
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly StringBuilder _log = new();
    private readonly List<byte> _run = [];

    /// <summary>What the session writes into.</summary>
    public IBufferWriter<byte> Output => _output;

    /// <summary>All data that came.</summary>
    public List<byte> Received { get; } = [];

    /// <summary>What happened, one event a line; data that came in several runs is one line.</summary>
    public string Log
    {
        get
        {
            EndRun();
            return _log.ToString();
        }
    }

    public void Data(ReadOnlySpan<byte> data)
    {
        data.Length.ShouldBeGreaterThan(0);
        _run.AddRange(data);
        Received.AddRange(data);
    }

    public void Line(string text)
    {
        EndRun();
        _log.Append(text.TrimEnd()).Append('\n');
    }

    public void ClearLog()
    {
        EndRun();
        _log.Clear();
    }

    /// <summary>What was written since the last call.</summary>
    public byte[] TakeOutput()
    {
        byte[] bytes = _output.WrittenSpan.ToArray();
        _output.ResetWrittenCount();
        return bytes;
    }

    private void EndRun()
    {
        if (_run.Count == 0)
            return;
        _log.Append("Data ").Append(Hex.Text(_run.ToArray())).Append('\n');
        _run.Clear();
    }
}
