using System.Text;

namespace Gantry.Victim;

/// <summary>What was answered with success, a line each, in the system's hands before the next thing is done.</summary>
internal sealed class Acknowledged(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
    private readonly Lock _gate = new();

    public void Add(string line)
    {
        lock (_gate)
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    public void Dispose() => _file.Dispose();
}
