namespace WsiDicomizer.Imaging.Blank;

/// <summary>Which application segment says what a blank JPEG's components mean.</summary>
public enum BlankJpegMark
{
    /// <summary>None: the container or the component ids say it.</summary>
    None,

    /// <summary>APP0 of JFIF 1.01 (ITU-T T.871), 18 bytes; grey and YCbCr only.</summary>
    Jfif,

    /// <summary>Adobe's APP14 (ITU-T T.872, 6.5.3) with the transform, 16 bytes.</summary>
    Adobe,
}
