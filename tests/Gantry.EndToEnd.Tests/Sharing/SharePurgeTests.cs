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

    [Theory]
    [InlineData("ff fa 2c 01 00 00 4b 00 ff f0", "ff fa 2c 65 00 00 4b 00 ff f0")]
    [InlineData("ff fa 2c 05 08 ff f0", "ff fa 2c 69 08 ff f0")]
    public async Task A_purge_ends_the_wait_of_what_was_asked_before_it(string setting, string answer)
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.SendAsync(string.Concat(Enumerable.Repeat("6f", 60_000)));
        await client.SendAsync(setting);
        await client.SendAsync("6f 6f 6f");
        // As long as the device takes a little now and then, the setting waits until it has everything.
        Task<int> crawling = CrawlAsync();

        await client.SendAsync("ff fa 2c 0c 02 ff f0 6e");
        await client.ReadThroughAsync($"{answer} ff fa 2c 70 02 ff f0");

        (await crawling).ShouldBeLessThan(40_000);
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

    /// <summary>Has the device read up to the "n", some 15 kB/s; how many other bytes it got.</summary>
    private async Task<int> CrawlAsync()
    {
        int taken = 0;
        while (await share.Device.ReadTextAsync(1) != "n")
            if (++taken % 300 == 0)
                await Task.Delay(20);
        return taken;
    }
}
