using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A disk of its own that can be full, in a mount namespace of its own; gone with the test. It needs root, as mounting does.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly RunningProgram _holder;
    private readonly string _process;
    private readonly string _folder;

    private SmallDisk(RunningProgram holder, string process, string folder) =>
        (_holder, _process, _folder) = (holder, process, folder);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Mounts one on a folder that is there. Its size is only a limit: it takes no more memory than is written.</summary>
    public static async Task<SmallDisk> MountAsync(string folder)
    {
        RunningProgram holder = RunningProgram.Start(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs -o size=2g none \"$0\" && echo $$ && exec cat",
            folder
        );
        return new SmallDisk(holder, await holder.ReadLineAsync(Stop), folder);
    }

    /// <summary>Where others than the programs on it see a path of it.</summary>
    public string Seen(string path) => $"/proc/{_process}/root{path}";

    /// <summary>Starts <c>gantry</c> where the disk is.</summary>
    public RunningProgram Gantry(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "gantry.dll"), .. arguments]);

    /// <summary>Not a byte is left.</summary>
    public Task FillAsync() =>
        RunAsync("mount -o remount,size=$(df -B1 --output=used \"$0\" | tail -1 | tr -d ' ') \"$0\"");

    /// <summary>Somebody has made room.</summary>
    public Task FreeAsync() => RunAsync("mount -o remount,size=2g \"$0\"");

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private RunningProgram Start(string program, params string[] arguments) =>
        RunningProgram.Start("nsenter", ["-t", _process, "-m", program, .. arguments]);

    private async Task RunAsync(string script)
    {
        await using RunningProgram running = Start("sh", "-c", script, _folder);
        await running.OutputAsync(Stop);
    }
}
