namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary><c>gantry share</c> of a device that reads nothing, while its client has much to say.</summary>
public sealed class SharePurgeTests(SharedLines share) : IClassFixture<SharedLines>
{
    [Theory]
    [InlineData(200_000)]
    [InlineData(1024 * 1024)]
    public async Task A_purge_is_answered_at_once_and_nothing_sent_before_it_reaches_the_device(int size)
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.SendAsync(string.Concat(Enumerable.Repeat("6f", size)));

        await client.AskAsync("0c 02", "70 02");
        await client.SendAsync("6e");

        int taken = 0;
        string next;
        while ((next = await share.Device.ReadTextAsync(1)) == "o")
            taken++;
        next.ShouldBe("n");
        // What the kernel had handed to the far end already.
        taken.ShouldBeLessThan(8192);
    }

    [Fact]
    public async Task A_question_and_a_new_setting_are_answered_while_the_device_reads_nothing()
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.SendAsync(string.Concat(Enumerable.Repeat("6f", 200_000)));

        await client.AskAsync("05 04", "69 06");
        await client.AskAsync("05 09", "69 09");

        (await share.LookAsync("dtr")).ShouldBe("false");
        (await share.Device.ReadAsync(200_000)).ShouldAllBe(b => b == 'o');
    }
}
