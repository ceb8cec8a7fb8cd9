using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gantry.Bench.Sharing;

/// <summary>An access server for some ptys, as a process of its own.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    private readonly Process _process;
    private readonly string? _configuration;

    private ServerUnderTest(string name, string program, string[] arguments, int[] ports, string? configuration = null)
    {
        Name = name;
        Ports = ports;
        _configuration = configuration;
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        foreach (int port in ports)
            WaitForListener(port);
    }

    public static string[] Names { get; } = ["gantry", "ser2net", "pyserial"];

    public string Name { get; }

    public int[] Ports { get; }

    /// <summary>Memory of the server, in MB.</summary>
    public double ResidentMegabytes => Ids().Sum(Resident) / 1024.0;

    /// <summary>Processor time that the server has used, in seconds.</summary>
    public double ProcessorSeconds => Ids().Sum(Used);

    public static ServerUnderTest Start(string name, IReadOnlyList<string> devices)
    {
        int[] ports = FreePorts(devices.Count);
        string root = Root();
        switch (name)
        {
            case "gantry":
                string dll = Path.Combine(root, "artifacts/bin/Gantry.Cli/release/gantry.dll");
                string[] wishes = [.. devices.Zip(ports, (device, port) => $"{device}={port}")];
                return new(name, "dotnet", ["exec", dll, "share", "--bind", "127.0.0.1", .. wishes], ports);
            case "ser2net":
                // The name tells ser2net that it is no file of its old format.
                string path = Path.Combine(Path.GetTempPath(), $"gantry-bench-{ports[0]}.yaml");
                File.WriteAllLines(path, devices.Zip(ports, Ser2NetConnection));
                return new(name, "/usr/sbin/ser2net", ["-n", "-c", path, "-P", path + ".pid"], ports, path);
            default:
                // pySerial's server needs modem lines, which the rig gives to a pty.
                string[] server = [Path.Combine(root, "tests/rigs/vmodem/rig.py"), "/usr/bin/python3"];
                string script = Path.Combine(root, "tests/peers/pyserial_server.py");
                return new(name, "/usr/bin/python3", [.. server, script, devices[0], $"{ports[0]}"], ports);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        if (_configuration is not null)
            File.Delete(_configuration);
    }

    private static string Ser2NetConnection(string device, int port) =>
        $"""
            connection: &p{port}
              accepter: telnet(rfc2217),tcp(nodelay),127.0.0.1,{port}
              connector: serialdev,{device},115200n81,local
              options:
                chardelay: false
            """;

    /// <summary>The server's process; of pySerial's the one below the rig, which has the script.</summary>
    private IEnumerable<int> Ids()
    {
        if (Name != "pyserial")
            return [_process.Id];
        return Directory
            .GetDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), out int id) ? id : 0)
            .Where(id => id != 0 && id != _process.Id && IsScript(id));
    }

    private bool IsScript(int id)
    {
        try
        {
            string command = File.ReadAllText($"/proc/{id}/cmdline");
            return command.StartsWith("/usr/bin/python3\0", StringComparison.Ordinal)
                && command.Contains("pyserial_server.py", StringComparison.Ordinal)
                && !command.Contains("rig.py", StringComparison.Ordinal)
                && command.Contains($"\0{Ports[0]}\0", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static double Resident(int id) =>
        File.ReadAllLines($"/proc/{id}/status")
            .Where(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Sum(l => double.Parse(l[6..^2].Trim(), CultureInfo.InvariantCulture));

    /// <summary>utime and stime are fields 14 and 15, in hundredths of a second (proc_pid_stat(5)).</summary>
    private static double Used(int id)
    {
        string stat = File.ReadAllText($"/proc/{id}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (
                double.Parse(fields[11], CultureInfo.InvariantCulture)
                + double.Parse(fields[12], CultureInfo.InvariantCulture)
            ) / 100;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Stop());
        return ports;
    }

    private static void WaitForListener(int port)
    {
        string address = $"0100007F:{port:X4} 00000000:0000 0A";
        while (!File.ReadAllText("/proc/net/tcp").Contains(address, StringComparison.Ordinal))
            Thread.Sleep(20);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gantry.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmark inside the repository.");
    }
}
