namespace WsiDicomizer.Dicom;

/// <summary>How the samples of colour pixels lie (PS3.3 C.7.6.3.1.3).</summary>
public enum PlanarConfiguration
{
    /// <summary>0: sample by sample of one pixel, R1 G1 B1 R2 G2 B2 ….</summary>
    Interleaved = 0,

    /// <summary>1: plane by plane, R1 R2 … G1 G2 … B1 B2 ….</summary>
    Planar = 1,
}
