namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>The wavelet of a codestream (ISO/IEC 15444-1, table A.20).</summary>
public enum Jpeg2000Wavelet
{
    /// <summary>9-7: always lossy.</summary>
    Irreversible97,

    /// <summary>5-3: lossless where nothing was cut off.</summary>
    Reversible53,
}
