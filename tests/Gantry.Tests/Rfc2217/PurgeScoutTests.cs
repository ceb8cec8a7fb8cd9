using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

/// <summary>Looking for a purge behind a request that is not answered yet.</summary>
public sealed class PurgeScoutTests
{
    [Theory]
    [InlineData("ff fa 2c 0c 02 ff f0", true)]
    [InlineData("ff fa 2c 0c 03 ff f0", true)]
    [InlineData("ff fa 2c 0c 01 ff f0", false)]
    [InlineData("ff fa 2c 0c 00 ff f0", false)]
    [InlineData("ff fa 2c 0c 02", false)]
    [InlineData("ff ff fa 2c 0c 02 ff ff f0", false)]
    [InlineData("ff fa 18 0c 02 ff f0", false)]
    [InlineData("41 42 ff f1 ff fa 2c 01 00 00 4b 00 ff f0 43 ff fa 2c 0c 02 ff f0", true)]
    public void A_purge_of_what_waits_to_be_sent_is_found_however_it_is_cut(string hex, bool isThere)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", ""));
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var scout = new PurgeScout();
            bool found = scout.Finds(bytes.AsSpan(0, cut)) || scout.Finds(bytes.AsSpan(cut));
            found.ShouldBe(isThere, $"cut at {cut}");
        }
    }
}
