namespace WsiDicomizer.Imaging.Blank;

/// <summary>Why there is no blank picture.</summary>
public enum BlankProblem
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>The shortest that is made here is longer than the place for it.</summary>
    TooLong,

    /// <summary>Nothing here makes pictures of this compression or pixel format.</summary>
    Unsupported,

    /// <summary>It would be larger than the limits allow.</summary>
    LimitExceeded,

    /// <summary>The library that would make it is not on this machine.</summary>
    LibraryMissing,
}
