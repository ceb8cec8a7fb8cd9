using Gantry.Fleet.Library;

namespace Gantry.Tests.Fleet;

/// <summary>Names out of strangers' hands.</summary>
public sealed class FileLabelTests
{
    [Theory]
    [InlineData("vase.gcode", 2, "vase (2).gcode")]
    [InlineData("no ending", 3, "no ending (3)")]
    [InlineData(".hidden", 2, ".hidden (2)")]
    [InlineData("a.very-long-ending-indeed", 2, "a.very-long-ending-indeed (2)")]
    public void A_number_stands_before_the_ending(string name, int number, string expected) =>
        FileLabel.Number(name, number).ShouldBe(expected);

    [Theory]
    [InlineData("cube.bgcode", "cube.gcode")]
    [InlineData("cube.gcode.gz", "cube.gcode")]
    [InlineData("cube.gcode.3mf", "cube.gcode")]
    [InlineData("cube", "cube.gcode")]
    [InlineData(".gz", ".gz.gcode")]
    public void The_ending_of_a_container_makes_room_for_that_of_what_is_in_it(string name, string expected) =>
        FileLabel.WithEnding(name, ".gcode").ShouldBe(expected);

    [Fact]
    public void Whatever_comes_the_name_is_short_visible_and_no_path()
    {
        var random = new Random(20261206);
        for (int round = 0; round < 2000; round++)
        {
            char[] noise = new char[random.Next(0, 400)];
            for (int i = 0; i < noise.Length; i++)
                noise[i] = random.Next(4) == 0 ? "/\\.:\0\n\u202E\uD800 "[random.Next(9)] : (char)random.Next(0x10000);

            string name = FileLabel.Clean(new string(noise));

            name.Length.ShouldBeInRange(1, FileLabel.MaxLength);
            name.ShouldNotContain(c => c < 32 || c == (char)47 || c == (char)92 || c == (char)0x202E);
            name.ShouldNotBe("..");
            name.ShouldBe(name.Trim());
            FileLabel.Number(name, 999).Length.ShouldBeLessThanOrEqualTo(FileLabel.MaxLength);
        }
    }
}
