using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Gantry.Fleet.Cameras.Sources;

/// <summary>A camera of this machine (V4L2), read by a program of this machine that ends with it.</summary>
internal sealed class DeviceSource(string device, IReadOnlyList<string> folders, HungHelpers hung, TimeSpan endLimit)
    : ICameraSource
{
    private const int MostWords = 300;

    /// <summary>A program that hangs in its driver, or has left another one behind, does not hold anybody up for longer.</summary>
    public static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly Queue<DeviceHelper> _ways = new(DeviceHelper.Find(device, folders));
    private Process? _process;
    private JpegStream? _pictures;
    private Task<string>? _words;
    private bool _works;

    public async Task<byte[]?> NextAsync(CancellationToken stop)
    {
        if (_process is null && _ways.Count == 0)
            throw new CameraException(
                $"No program of this machine can read {device}. Install the Debian package ffmpeg or v4l-utils."
            );
        if (!File.Exists(device))
            throw new CameraException($"There is no {device} on this machine. Is the camera plugged in?");
        while (true)
        {
            if (_pictures is null)
                Start(_ways.Dequeue());
            if (await _pictures!.NextAsync(stop) is { } picture)
            {
                _works = true;
                return picture;
            }
            string words = await EndAsync();
            if (_works || _ways.Count == 0)
                throw new CameraException($"{device} gives no picture: {words}");
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private void Start(DeviceHelper way)
    {
        hung.Check(device);
        var start = new ProcessStartInfo(way.Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (string argument in way.Arguments)
            start.ArgumentList.Add(argument);
        try
        {
            _process = Process.Start(start) ?? throw new CameraException($"{way.Program} could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new CameraException($"{way.Program} could not be started: {e.Message}", e);
        }
        _process.StandardInput.Close();
        _pictures = new JpegStream(_process.StandardOutput.BaseStream);
        _words = ReadWordsAsync(_process.StandardError);
    }

    /// <summary>Ends the program, however it fares; what it said last.</summary>
    private async Task<string> EndAsync()
    {
        if (_process is null)
            return "";
        Process process = _process;
        _process = null;
        _pictures = null;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself; or it may not be killed, and is waited for below.
        }
        Task ended = EndedAsync(process);
        string words = "";
        try
        {
            await ended.WaitAsync(endLimit);
            words = await _words!.WaitAsync(endLimit);
        }
        catch (TimeoutException)
        {
            // It was told to end, and does when it can.
            if (!ended.IsCompleted)
                hung.Add(device, ended);
        }
        return words.Length > 0 ? words : $"{Path.GetFileName(process.StartInfo.FileName)} ended by itself.";
    }

    private static async Task EndedAsync(Process process)
    {
        using (process)
            await process.WaitForExitAsync();
    }

    /// <summary>The first words; all of it is read, or the program would wait for us.</summary>
    private static async Task<string> ReadWordsAsync(StreamReader from)
    {
        var words = new StringBuilder();
        char[] buffer = new char[1024];
        for (int read; (read = await from.ReadAsync(buffer)) > 0; )
            words.Append(buffer, 0, Math.Min(read, MostWords - words.Length));
        return string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
