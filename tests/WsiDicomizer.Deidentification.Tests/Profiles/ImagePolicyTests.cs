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

    // An output says what was done to it: another word is another digest, and the same word the same.
    [Fact]
    public void WithOverview_AnotherWord_IsTheProfileThatSaysSo()
    {
        var profile = ProfileParser.Parse(Head, "mine.yaml");
        var written = ProfileParser.Parse(Head + "images: { overview: mask-label }\n", "mine.yaml");

        var changed = profile.WithOverview(ImageDisposition.MaskLabel);

        Assert.Equal(written.Images, changed.Images);
        Assert.Equal(written.Digest, changed.Digest);
        Assert.NotEqual(profile.Digest, changed.Digest);
        Assert.Equal(profile.Digest, profile.WithOverview(ImageDisposition.Drop).Digest);
    }
}
