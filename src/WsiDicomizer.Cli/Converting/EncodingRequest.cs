using WsiDicomizer.Conversion;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Cli.Converting;

/// <summary>How pixels shall be coded.</summary>
internal sealed record EncodingRequest
{
    /// <summary>The coding.</summary>
    public TransferSyntaxChoice TransferSyntax { get; init; }

    /// <summary>Whether what is coded so already is encoded anew all the same.</summary>
    public bool Reencode { get; init; }

    /// <summary>The quality; null for the converter's own choice.</summary>
    public int? Quality { get; init; }

    /// <summary>Chroma subsampling of JPEG.</summary>
    public JpegSubsampling Subsampling { get; init; } = JpegSubsampling.None;

    /// <summary>Whether levels that the slide lacks are added.</summary>
    public bool MissingLevels { get; init; }

    /// <summary>What becomes of tiles that do not decode.</summary>
    public DamagedTiles DamagedTiles { get; init; }

    /// <summary>Whether the coded data of copied tiles is checked.</summary>
    public bool CheckTiles { get; init; }

    /// <summary>The conversion's options with this.</summary>
    /// <param name="options">Without.</param>
    public ConversionOptions Apply(ConversionOptions options)
    {
        var changed = options with
        {
            TransferSyntax = TransferSyntax,
            EncodesAnew = Reencode,
            Subsampling = Subsampling,
            MissingLevels = MissingLevels,
            DamagedTiles = DamagedTiles,
            ChecksTiles = CheckTiles,
        };
        return Quality is { } quality ? changed with { Quality = quality } : changed;
    }
}
