using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.Cli.Tests.Commands;

public sealed class SynthCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Aperio_SmallSize_WritesEveryVariantWithItsAnswerKey()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("synth", "aperio", "-o", _folder["s"], "--size", "300x200"));

        var variants = SyntheticSlideCatalog.Find("aperio")!.Variants;
        Assert.Equal(variants.Count, Directory.GetFiles(_folder["s"], "*.svs").Length);
        Assert.Equal(variants.Count, Directory.GetFiles(_folder["s"], "*.answers.json").Length);
        Assert.All(variants, variant => Assert.Contains($": {variant}, ", _program.Out, StringComparison.Ordinal));
        Assert.Contains("All identity in them is invented.", _program.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain-image", "65,535")]
    [InlineData("hamamatsu-vms", "32,768")]
    [InlineData("leica", "250,000")]
    public void Synth_SizeBeyondTheFormat_TellsTheLargest(string vendor, string largest)
    {
        Assert.Equal(ExitCodes.Usage, _program.Run("synth", vendor, "-o", _folder["s"], "--size", "300000x64"));

        Assert.Contains($"{vendor} slides cannot have this size; expected 64 to {largest} pixels", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Aperio_SizeOutsideRange_Exits2AndWritesNothing()
    {
        Assert.Equal(ExitCodes.Usage, _program.Run("synth", "aperio", "-o", _folder["s"], "--size", "8x8"));

        Assert.Contains("expected 64 to 250,000 pixels", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["s"]) && Directory.EnumerateFiles(_folder["s"]).Any());
    }
}
