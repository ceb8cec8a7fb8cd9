using System.Text.RegularExpressions;
using Gantry.Tests.GCode;

namespace Gantry.Tests.Architecture;

/// <summary>The table of docs/security.md names tests that are there.</summary>
public sealed partial class AttackTableTests
{
    [Fact]
    public void Every_test_that_the_page_about_attacks_names_is_there()
    {
        string root = Path.Combine(TestData.Folder, "../..");
        string page = File.ReadAllText(Path.Combine(root, "docs/security.md"));
        Dictionary<string, string> sources = Directory
            .EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/artifacts/", StringComparison.Ordinal))
            .GroupBy(f => Path.GetFileNameWithoutExtension(f))
            .ToDictionary(g => g.Key, g => string.Concat(g.Select(File.ReadAllText)));

        string[] missing =
        [
            .. from named in Named().Matches(page)
            let type = named.Groups["type"].Value
            let test = named.Groups["test"].Value
            where
                !sources.TryGetValue(type, out string? source)
                || !source.Contains($" {test}(", StringComparison.Ordinal)
            select named.Value,
        ];

        Named().Count(page).ShouldBeGreaterThan(60);
        missing.ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)\.(?<test>\w+)`")]
    private static partial Regex Named();
}
