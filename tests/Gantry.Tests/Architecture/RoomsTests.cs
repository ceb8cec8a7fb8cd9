using System.Reflection;
using System.Xml.Linq;

namespace Gantry.Tests.Architecture;

/// <summary>The table of docs/architecture.md, as code: which room may use which.</summary>
public sealed class RoomsTests
{
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Gantry.Rfc2217"] = [],
        ["Gantry.Serial"] = ["Gantry.Rfc2217"],
        ["Gantry.GCode"] = [],
        ["Gantry.Firmware"] = ["Gantry.Serial"],
        ["Gantry.Simulator"] = ["Gantry.Serial", "Gantry.Rfc2217", "Gantry.GCode"],
        ["Gantry.Printing"] = ["Gantry.Firmware", "Gantry.Serial", "Gantry.GCode"],
        ["Gantry.Sharing"] = ["Gantry.Serial", "Gantry.Rfc2217"],
        ["Gantry.Discovery"] = [],
        ["Gantry.Storage"] = [],
        ["Gantry.Fleet"] =
        [
            "Gantry.Printing",
            "Gantry.Firmware",
            "Gantry.Serial",
            "Gantry.Sharing",
            "Gantry.Storage",
            "Gantry.GCode",
        ],
        ["Gantry.Server"] =
        [
            "Gantry.Fleet",
            "Gantry.Discovery",
            "Gantry.Storage",
            "Gantry.Printing",
            "Gantry.Sharing",
            "Gantry.Serial",
            "Gantry.GCode",
        ],
    };

    /// <summary>The room that everything meets in: it may use all others.</summary>
    private const string Top = "Gantry.Cli";

    public static TheoryData<string> Projects()
    {
        var data = new TheoryData<string>();
        foreach (
            string project in Directory.EnumerateFiles(
                Path.Combine(Root, "src"),
                "*.csproj",
                SearchOption.AllDirectories
            )
        )
            data.Add(Path.GetFileNameWithoutExtension(project));
        return data;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_references_only_the_rooms_that_the_plan_allows(string room)
    {
        if (room == Top)
            return;
        Uses.ShouldContainKey(room, $"{room} is not in the plan: add it here and to docs/architecture.md.");
        string file = Path.Combine(Root, "src", room, room + ".csproj");
        IEnumerable<string> references = XDocument
            .Load(file)
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

        foreach (string reference in references)
            Uses[room].ShouldContain(reference, $"{room} must not use {reference}.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_compiled_room_uses_only_the_rooms_that_the_plan_allows(string room)
    {
        if (room == Top)
            return;
        Assembly assembly = Assembly.Load(room);

        foreach (
            AssemblyName used in assembly
                .GetReferencedAssemblies()
                .Where(a => a.Name!.StartsWith("Gantry.", StringComparison.Ordinal))
        )
            Uses[room].ShouldContain(used.Name!, $"{room} must not use {used.Name}.");
    }

    [Fact]
    public void The_plan_has_no_circle()
    {
        foreach (string room in Uses.Keys)
            Below(room, []).ShouldNotContain(room);
    }

    private static HashSet<string> Below(string room, HashSet<string> seen)
    {
        foreach (string below in Uses[room])
            if (seen.Add(below))
                Below(below, seen);
        return seen;
    }

    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gantry.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
