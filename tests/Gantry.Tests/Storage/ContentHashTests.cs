using Gantry.Storage.Files;

namespace Gantry.Tests.Storage;

public sealed class ContentHashTests
{
    [Fact]
    public void A_hash_is_64_hexadecimal_digits_and_nothing_else()
    {
        string text = new('a', 63);
        ContentHash.Parse(text + "F").ToString().ShouldBe(text + "f");
        ContentHash.Parse(text + "0").ShouldBe(ContentHash.Parse(text.ToUpperInvariant() + "0"));
        foreach (
            string? bad in new[] { null, "", text, text + "g", text + "/", text + "\0", "../" + text[2..], text + "İ" }
        )
            ContentHash.TryParse(bad, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ContentHash.Parse("x"));
        Should.Throw<ArgumentException>(() => ContentHash.From([1, 2]));
    }

    [Fact]
    public void A_hash_that_was_never_set_is_still_one() =>
        default(ContentHash).ToString().ShouldBe(new string('0', 64));
}
