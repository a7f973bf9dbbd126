[assembly: ShadowGen.ShadowNamespace("**")]
