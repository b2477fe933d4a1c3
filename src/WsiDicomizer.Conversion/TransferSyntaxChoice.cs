namespace WsiDicomizer.Conversion;

/// <summary>How the pixels of levels shall be coded.</summary>
public enum TransferSyntaxChoice
{
    /// <summary>
    /// Copied where DICOM has a true label for what is stored; lossless sources without loss; everything else as JPEG baseline.
    /// </summary>
    Auto,

    /// <summary>JPEG baseline, 1.2.840.10008.1.2.4.50.</summary>
    Jpeg,

    /// <summary>JPEG 2000 with loss, 1.2.840.10008.1.2.4.91.</summary>
    Jpeg2000,

    /// <summary>JPEG 2000 without loss, 1.2.840.10008.1.2.4.90.</summary>
    Jpeg2000Lossless,

    /// <summary>High-throughput JPEG 2000 without loss, 1.2.840.10008.1.2.4.201; needs OpenJPH.</summary>
    HtJ2kLossless,

    /// <summary>JPEG-LS without loss, 1.2.840.10008.1.2.4.80.</summary>
    JpegLsLossless,

    /// <summary>Uncompressed, explicit VR little endian, 1.2.840.10008.1.2.1.</summary>
    Explicit,

    /// <summary>
    /// JPEG XL recompression of JPEG frames, 1.2.840.10008.1.2.4.111, from which the JPEG stream comes back byte for byte.
    /// Few readers know it.
    /// </summary>
    JpegXlRecompression,
}
