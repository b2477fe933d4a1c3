using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.Conversion;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Cli.Tests.Converting;

public sealed class ConvertEncodingTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("auto", TransferSyntaxChoice.Auto)]
    [InlineData("jpeg", TransferSyntaxChoice.Jpeg)]
    [InlineData("jpeg2000", TransferSyntaxChoice.Jpeg2000)]
    [InlineData("jpeg2000-lossless", TransferSyntaxChoice.Jpeg2000Lossless)]
    [InlineData("htj2k-lossless", TransferSyntaxChoice.HtJ2kLossless)]
    [InlineData("jpegls-lossless", TransferSyntaxChoice.JpegLsLossless)]
    [InlineData("explicit", TransferSyntaxChoice.Explicit)]
    [InlineData("JPEGXL-recompression", TransferSyntaxChoice.JpegXlRecompression)]
    public void Convert_TransferSyntax_ReachesTheConversion(string word, TransferSyntaxChoice expected)
    {
        Assert.Equal(ExitCodes.Success, Run("--transfer-syntax", word));

        Assert.Equal(expected, _program.Options!.TransferSyntax);
    }

    [Fact]
    public void Convert_WithoutEncodingOptions_CopiesWhatItCan()
    {
        Assert.Equal(ExitCodes.Success, Run());

        var options = _program.Options!;
        Assert.Equal(
            (TransferSyntaxChoice.Auto, 90, JpegSubsampling.None, false, false, DamagedTiles.Refuse, false),
            (options.TransferSyntax, options.Quality, options.Subsampling, options.EncodesAnew, options.MissingLevels,
                options.DamagedTiles, options.ChecksTiles));
    }

    [Fact]
    public void Convert_AllEncodingOptions_ReachTheConversion()
    {
        Assert.Equal(ExitCodes.Success, Run(
            "--transfer-syntax", "jpeg", "--reencode", "--quality", "77", "--subsampling", "420", "--missing-levels",
            "--damaged-tiles", "background", "--check-tiles"));

        var options = _program.Options!;
        Assert.Equal(
            (TransferSyntaxChoice.Jpeg, 77, JpegSubsampling.HorizontalAndVertical, true, true, DamagedTiles.Background, true),
            (options.TransferSyntax, options.Quality, options.Subsampling, options.EncodesAnew, options.MissingLevels,
                options.DamagedTiles, options.ChecksTiles));
    }

    [Theory]
    [InlineData("--transfer-syntax: 'gif' is not right; expected auto, jpeg,", "--transfer-syntax", "gif")]
    [InlineData("--quality goes with auto, jpeg and jpeg2000; jpegls-lossless loses nothing", "--transfer-syntax", "jpegls-lossless", "--quality", "80")]
    [InlineData("--quality goes with auto, jpeg and jpeg2000; explicit loses nothing", "--transfer-syntax", "explicit", "--quality", "80")]
    [InlineData("--subsampling goes with auto and jpeg; jpeg2000 has none", "--transfer-syntax", "jpeg2000", "--subsampling", "420")]
    [InlineData("--subsampling: '411' is not right; expected 444, 422, 420", "--subsampling", "411")]
    [InlineData("--reencode goes with a --transfer-syntax other than auto", "--reencode")]
    [InlineData("--damaged-tiles: 'ignore' is not right; expected refuse, background", "--damaged-tiles", "ignore")]
    [InlineData("--quality", "--quality", "0")]
    [InlineData("--quality", "--quality", "101")]
    public void Convert_WrongCombination_DoesNothingAndSaysWhy(string message, params string[] options)
    {
        Assert.Equal(ExitCodes.Usage, Run(options));

        Assert.Contains(message, _program.Error, StringComparison.Ordinal);
        Assert.Null(_program.Options);
    }

    private int Run(params string[] options) =>
        _program.Run(["convert", _folder.Write("a.svs"), "-o", _folder["out"], .. options]);
}
