using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Our own conformance rules find nothing in what the program makes, whatever the profile: no note either.</summary>
public class ConformanceRulesTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    [SharedSlidesTheory]
    [InlineData("identified")]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    public void Check_ConvertedSlide_FindsNothing(string profile) =>
        Assert.Empty(ConformanceChecker.Check(cmu1.Converted(profile).Path));

    [SharedSlidesTheory]
    [InlineData("synthetic/aperio-33005.svs", "identified")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "level-iv")]
    [InlineData("synthetic/aperio-zero-tile.svs", "level-iii")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "level-iv", "--dual-tiff")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "level-iv", "--max-instance-size", "300kB")]
    [InlineData("synthetic/aperio-33005.svs", "level-iv", "--max-instance-size", "300kB")]
    public void Check_OtherSlides_FindsNothing(string slide, string profile, params string[] options)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(SharedSlides.File(slide), folder["out"], ["-p", profile, .. options]);

        Assert.Empty(ConformanceChecker.Check(converted.Path));
    }
}
