using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

public class ImagePolicyTests
{
    private const string Head = "name: mine\nbasis: ps3.15-basic\n";

    [Theory]
    [InlineData(ImageDisposition.Keep, true, true, true)]
    [InlineData(ImageDisposition.KeepUnlabeled, false, true, false)]
    [InlineData(ImageDisposition.MaskLabel, false, true, false)]
    [InlineData(ImageDisposition.Drop, false, false, false)]
    public void Keeps_AsItIs_OnlyWhatTheWordSays(ImageDisposition disposition, bool shown, bool notShown, bool unknown)
    {
        Assert.Equal(shown, disposition.Keeps(true));
        Assert.Equal(notShown, disposition.Keeps(false));
        Assert.Equal(unknown, disposition.Keeps(null));
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("keep")]
    [InlineData("keep-unlabeled")]
    [InlineData("mask-label")]
    public void Parse_WordOfTheOverview_IsThatWord(string word)
    {
        var profile = ProfileParser.Parse($"{Head}images: {{ overview: {word} }}\n", "mine.yaml");

        Assert.Equal(word, profile.Images.Overview.ToWord());
        Assert.Equal((ImageDisposition.Drop, ImageDisposition.Keep), (profile.Images.Label, profile.Images.Thumbnail));
    }

    // An output says what was done to it: another word is another name and digest.
    [Fact]
    public void WithOverview_AnotherWord_IsTheProfileThatSaysSo()
    {
        var profile = ProfileParser.Parse(Head, "mine.yaml");

        var changed = profile.WithOverview(ImageDisposition.MaskLabel);

        Assert.Equal(profile.Images with { Overview = ImageDisposition.MaskLabel }, changed.Images);
        Assert.Equal("mine, overview mask-label", changed.Name);
        Assert.NotEqual(profile.Digest, changed.Digest);
        Assert.NotEqual(profile.WithOverview(ImageDisposition.Keep).Digest, changed.Digest);
        Assert.Same(profile, profile.WithOverview(ImageDisposition.Drop));
    }
}
