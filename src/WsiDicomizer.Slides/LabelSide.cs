namespace WsiDicomizer.Slides;

/// <summary>
/// On which side of a picture the label of the glass lies: what tells how rows and columns run on the slide. The numbers are
/// the degrees that wsidicom counts by.
/// </summary>
/// <remarks>
/// The slide's coordinates (PS3.3 C.8.12.2) are in millimetres from a corner of the glass: X along its short side, Y along its
/// long side to the label, which is at the far end of Y. Pictures are seen from above, so one side tells all.
/// </remarks>
public enum LabelSide
{
    /// <summary>Rows run along Y, columns along X: not turned. What is taken where nothing tells it.</summary>
    Right = 0,

    /// <summary>Rows run against X, columns along Y.</summary>
    Below = 90,

    /// <summary>Rows run against Y, columns against X.</summary>
    Left = 180,

    /// <summary>Rows run along X, columns against Y.</summary>
    Above = 270,
}
