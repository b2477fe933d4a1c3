using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.InPlace.Tests.Names;

public sealed class SidecarsTests
{
    [Theory]
    [InlineData("DOE_JANE.xml")]
    [InlineData("DOE_JANE.svs.ndpa")]
    [InlineData("doe_jane.AFI")]
    [InlineData("DOE_JANE.annotations")]
    [InlineData("DOE_JANE.geojson")]
    [InlineData("DOE_JANE.jpg")]
    [InlineData("DOE_JANE.tif-Nb")]
    [InlineData("DOE_JANE.scn.xml")]
    public void Plan_FileUnderTheSlidesName_IsRefusedWithoutTellingIt(string name)
    {
        using var built = Build(name);
        var refusal = Assert.Throws<AnonymizationException>(() => built.Plan(new AnonymizationRules { Level = AnonymizationLevel.I }));
        Assert.Contains("--sidecars remove", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("doe", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("DOE_JANE_2.xml")]
    [InlineData("DOE.xml")]
    [InlineData("DOE_JANE")]
    [InlineData("other.xml")]
    public void Plan_FileOfAnotherName_IsNoneOfOurs(string name)
    {
        using var built = Build(name);
        built.Anonymize(AnonymizationLevel.I);
        Assert.True(File.Exists(Path.Combine(built.Folder, name)));
    }

    [Fact]
    public void Plan_AnotherSlideOfTheSameName_IsNoSidecar()
    {
        using var built = Build("DOE_JANE.tif", AperioBuilder.Build(GenericTiffBuilder.Slide()));
        built.Anonymize(AnonymizationLevel.I);
        Assert.Single(Directory.EnumerateFiles(built.Output));
    }

    [Fact]
    public void Anonymize_Remove_LeavesThemBehind()
    {
        using var built = Build("DOE_JANE.xml");
        built.Anonymize(AnonymizationLevel.IV, rules => rules with { Sidecars = SidecarRule.Remove });
        Assert.Equal([BuiltSlide.NewName(".svs")], Directory.EnumerateFiles(built.Output).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(built.Folder, "DOE_JANE.xml")));
        Assert.Contains(built.Places, place => place.Action == PlaceAction.FileRemoved);
    }

    [Theory]
    [InlineData(AnonymizationLevel.I)]
    [InlineData(AnonymizationLevel.IV)]
    public void InPlace_Remove_DeletesThem(AnonymizationLevel level)
    {
        using var built = Build("DOE_JANE.xml");
        InPlaceWriter.Write(built.Plan(new AnonymizationRules { Level = level, Sidecars = SidecarRule.Remove }));
        Assert.Equal([BuiltSlide.NewName(".svs")], Directory.EnumerateFiles(built.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void InPlace_Keep_LeavesThemAsTheyAre()
    {
        using var built = Build("DOE_JANE.xml");
        var plan = built.Plan(new AnonymizationRules { Level = AnonymizationLevel.IV, Sidecars = SidecarRule.Keep });
        InPlaceWriter.Write(plan);
        Assert.Equal("DOE, JANE"u8.ToArray(), File.ReadAllBytes(Path.Combine(built.Folder, "DOE_JANE.xml")));
        Assert.Contains(plan.Places, place => place.Action == PlaceAction.Kept);
    }

    private static BuiltSlide Build(string sidecar, byte[]? bytes = null)
    {
        var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(AperioBuilder.Slide()));
        File.WriteAllBytes(Path.Combine(built.Folder, sidecar), bytes ?? "DOE, JANE"u8.ToArray());
        return built;
    }
}
