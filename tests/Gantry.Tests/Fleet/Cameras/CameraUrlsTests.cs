using Gantry.Fleet.Cameras;
using Gantry.Fleet.Errors;

namespace Gantry.Tests.Fleet.Cameras;

/// <summary>Passwords in the addresses of cameras are shown to nobody and kept where nobody changes them.</summary>
public sealed class CameraUrlsTests
{
    [Theory]
    [InlineData("http://cam/stream", "http://cam/stream")]
    [InlineData("http://ada:geheim@cam/stream", "http://ada:***@cam/stream")]
    [InlineData("http://ada:a@b:c@cam:81/x?y=1", "http://ada:***@cam:81/x?y=1")]
    [InlineData("http://cam/cgi?user=ada&pwd=geheim&x=1", "http://cam/cgi?user=ada&pwd=***&x=1")]
    [InlineData("http://cam/?action=stream&accessToken=abc", "http://cam/?action=stream&accessToken=***")]
    [InlineData("https://:geheim@cam/", "https://:***@cam/")]
    public void Stars_stand_where_a_password_is(string url, string shown) => CameraUrls.Hide(url).ShouldBe(shown);

    [Theory]
    [InlineData("http://ada:geheim@cam/stream", "http://ada:***@cam/other", "http://ada:geheim@cam/other")]
    [InlineData("http://cam/?pwd=geheim", "http://cam/?size=2&pwd=***", "http://cam/?size=2&pwd=geheim")]
    [InlineData("http://ada:geheim@cam/", "http://ada:new@cam/", "http://ada:new@cam/")]
    [InlineData("http://ada:geheim@cam/", "http://cam/", "http://cam/")]
    [InlineData("http://ada:g$1e@cam/", "http://ada:***@cam/", "http://ada:g$1e@cam/")]
    [InlineData("http://ada:geheim@cam/", "http://elsewhere/", "http://elsewhere/")]
    public void Whoever_sends_the_stars_back_keeps_what_is_there(string before, string wanted, string after) =>
        CameraUrls.Restore(wanted, before, "field").ShouldBe(after);

    [Theory]
    [InlineData("http://ada:geheim@cam/", "http://ada:***@evil/")]
    [InlineData("http://ada:geheim@cam/", "http://ada:***@cam:8080/")]
    [InlineData("https://ada:geheim@cam/", "http://ada:***@cam/")]
    [InlineData("http://cam/?pwd=geheim", "http://evil/?pwd=***")]
    [InlineData("", "http://ada:***@cam/")]
    public void A_password_never_goes_along_to_another_host(string before, string wanted) =>
        Should
            .Throw<FleetException>(() => CameraUrls.Restore(wanted, before, "cameraSettings.streamUrl"))
            .Fields.Keys.ShouldBe(["cameraSettings.streamUrl"]);
}
