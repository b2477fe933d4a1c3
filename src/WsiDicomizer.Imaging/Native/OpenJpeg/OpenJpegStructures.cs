using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary><c>opj_image_cmptparm_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenJpegComponentParameters
{
    public uint Dx;
    public uint Dy;
    public uint Width;
    public uint Height;
    public uint X0;
    public uint Y0;
    public uint Precision;
    public uint BitsPerPixel;
    public uint IsSigned;
}

/// <summary><c>opj_image_comp_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OpenJpegComponent
{
    public uint Dx;
    public uint Dy;
    public uint Width;
    public uint Height;
    public uint X0;
    public uint Y0;
    public uint Precision;
    public uint BitsPerPixel;
    public uint IsSigned;
    public uint ResolutionsDecoded;
    public uint Factor;
    public int* Data;
    public ushort Alpha;
}

/// <summary><c>opj_image_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OpenJpegImage
{
    public uint X0;
    public uint Y0;
    public uint X1;
    public uint Y1;
    public uint ComponentCount;
    public int ColorSpace;
    public OpenJpegComponent* Components;
    public byte* IccProfile;
    public uint IccProfileLength;
}

/// <summary><c>opj_dparameters_t</c>; the library's own defaults are all that is used.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8252)]
internal struct OpenJpegDecoderParameters
{
    public uint Reduce;
    public uint Layer;
}

/// <summary><c>opj_cparameters_t</c> of OpenJPEG 2.x on 64 bit.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OpenJpegEncoderParameters
{
    public int TileSizeOn;
    public int TileOriginX;
    public int TileOriginY;
    public int TileWidth;
    public int TileHeight;
    public int AllocateByRate;
    public int FixedAllocation;
    public int FixedQuality;
    public int* Matrix;
    public byte* Comment;
    public int CodingStyle;
    public int ProgressionOrder;
    public ProgressionChanges Changes;
    public uint ChangeCount;
    public int LayerCount;
    public LayerValues Rates;
    public LayerValues Distortions;
    public int ResolutionCount;
    public int CodeBlockWidth;
    public int CodeBlockHeight;
    public int Mode;
    public int Irreversible;
    public int RegionComponent;
    public int RegionShift;
    public int PrecinctCount;
    public PrecinctSizes PrecinctWidths;
    public PrecinctSizes PrecinctHeights;
    public FilePath InputFile;
    public FilePath OutputFile;
    public int IndexOn;
    public FilePath IndexFile;
    public int ImageOffsetX;
    public int ImageOffsetY;
    public int SubsamplingX;
    public int SubsamplingY;
    public int DecoderFormat;
    public int CodecFormat;
    public WirelessParameters Wireless;
    public int Cinema;
    public int MaxComponentSize;
    public int Capabilities;
    public byte TilePartsOn;
    public byte TilePartsFlag;
    public byte MultipleComponentTransform;
    public int JpipOn;
    public void* TransformData;
    public int MaxCodestreamSize;
    public ushort Rsiz;

    /// <summary>32 × <c>opj_poc_t</c> of 148 bytes.</summary>
    [InlineArray(32 * 148 / 4)]
    internal struct ProgressionChanges
    {
        private int _element;
    }

    /// <summary>One float per quality layer.</summary>
    [InlineArray(100)]
    internal struct LayerValues
    {
        private float _element;
    }

    /// <summary>One per resolution, OPJ_J2K_MAXRLVLS.</summary>
    [InlineArray(33)]
    internal struct PrecinctSizes
    {
        private int _element;
    }

    /// <summary>OPJ_PATH_LEN.</summary>
    [InlineArray(4096)]
    internal struct FilePath
    {
        private byte _element;
    }

    /// <summary>epc, hprot_MH, 16 + 16 tile, 16 + 16 + 16 packet, 3 sensitivity, 16 + 16 sensitivity values.</summary>
    [InlineArray(2 + 32 + 48 + 4 + 32)]
    internal struct WirelessParameters
    {
        private int _element;
    }
}
