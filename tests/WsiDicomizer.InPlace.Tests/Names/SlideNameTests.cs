using WsiDicomizer.InPlace.Names;

namespace WsiDicomizer.InPlace.Tests.Names;

public sealed class SlideNameTests
{
    [Fact]
    public void A_name_is_known_again_and_others_are_not()
    {
        var name = SlideName.Create("0123456789AB");
        Assert.Matches("^slide-0123456789ab[0-9a-z]{4}$", name);
        Assert.True(SlideName.IsOurs(name));
        Assert.False(SlideName.IsOurs(name.ToUpperInvariant()));
        Assert.False(SlideName.IsOurs(name[..^1] + (name[^1] == '0' ? '1' : '0')));
        Assert.False(SlideName.IsOurs("slide-0123456789ab"));
        Assert.False(SlideName.IsOurs("S-0123456789"));
        Assert.False(SlideName.IsOurs(string.Empty));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789A")]
    [InlineData("0123456789A!")]
    [InlineData("0123456789AU")]
    public void A_code_is_twelve_characters_of_base32(string code) =>
        Assert.Throws<ArgumentException>(() => SlideName.Create(code));
}
