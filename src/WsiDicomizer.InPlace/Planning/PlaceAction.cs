namespace WsiDicomizer.InPlace.Planning;

/// <summary>What was done with one place of identity.</summary>
public enum PlaceAction
{
    /// <summary>Another name was given.</summary>
    Renamed,

    /// <summary>The value was overwritten with neutral text or zeros of the same length.</summary>
    Overwritten,

    /// <summary>The picture was unlinked; its bytes still stand in the file.</summary>
    Unlinked,

    /// <summary>The picture's bytes were overwritten, and it was unlinked.</summary>
    OverwrittenAndUnlinked,

    /// <summary>The picture was overwritten with a blank one, and stays linked since the format counts on it.</summary>
    Blanked,

    /// <summary>The part of the picture that shows the label was blanked.</summary>
    Masked,

    /// <summary>A label with the slide's new name took the place of the old one.</summary>
    Redrawn,

    /// <summary>A file beside the slide was removed, or left behind.</summary>
    FileRemoved,

    /// <summary>It stays, as the rules say.</summary>
    Kept,
}
