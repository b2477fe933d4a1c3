using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Tests.Converting;

public sealed class ConvertOverviewTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("drop", ImageDisposition.Drop, "level-iv")]
    [InlineData("keep", ImageDisposition.Keep, "level-iv, overview keep")]
    [InlineData("Mask-Label", ImageDisposition.MaskLabel, "level-iv, overview mask-label")]
    public void Convert_Overview_IsAnotherProfile(string word, ImageDisposition expected, string name)
    {
        Assert.Equal(ExitCodes.Success, Run("--overview", word));

        Assert.Equal((expected, name), (_program.Options!.Profile.Images.Overview, _program.Options.Profile.Name));
        Assert.Contains($"profile {name}.", _program.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,0,0.35,1", 0, 0, 0.35, 1, true)]
    [InlineData("0,0,420,431", 0, 0, 420, 431, false)]
    public void Convert_LabelArea_ReachesTheConversion(string text, double left, double top, double width, double height, bool isShare)
    {
        Assert.Equal(ExitCodes.Success, Run("--overview", "mask-label", "--label-area", text));

        Assert.Equal(new LabelArea(left, top, width, height, isShare), _program.Options!.LabelArea);
    }

    [Fact]
    public void Convert_LabelAreaUnderAProfileThatCovers_NeedsNoWord()
    {
        Assert.Equal(ExitCodes.Success, Run("-p", "research-longitudinal", "--label-area", "0,0,1,1"));

        Assert.Equal("research-longitudinal", _program.Options!.Profile.Name);
    }

    [Theory]
    [InlineData("add --overview mask-label", "--label-area", "0,0,0.35,1")]
    [InlineData("add --overview mask-label", "-p", "research-longitudinal", "--overview", "keep", "--label-area", "0,0,0.35,1")]
    [InlineData("--overview: 'hide' is not right; expected drop, keep, mask-label", "--overview", "hide")]
    [InlineData("--overview: 'keep-unlabeled' is not right", "--overview", "keep-unlabeled")]
    [InlineData("--label-area: '0,0,0.35' is no part", "--overview", "mask-label", "--label-area", "0,0,0.35")]
    [InlineData("--label-area: '0,0,0,1' is no part", "--overview", "mask-label", "--label-area", "0,0,0,1")]
    [InlineData("--label-area: '0,0,0.5,431' is no part", "--overview", "mask-label", "--label-area", "0,0,0.5,431")]
    [InlineData("--label-area: '0,-1,10,10' is no part", "--overview", "mask-label", "--label-area", "0,-1,10,10")]
    [InlineData("--label-area: '0,0,1e5,1e5' is no part", "--overview", "mask-label", "--label-area", "0,0,1e5,1e5")]
    public void Convert_WrongOptions_DoNothingAndSayWhy(string message, params string[] options)
    {
        Assert.Equal(ExitCodes.Usage, Run(options));

        Assert.Contains(message, _program.Error, StringComparison.Ordinal);
        Assert.Null(_program.Options);
    }

    private int Run(params string[] options) =>
        _program.Run(["convert", _folder.Write("a.svs"), "-o", Path.Combine(_folder.Path, "out"), .. options]);
}
