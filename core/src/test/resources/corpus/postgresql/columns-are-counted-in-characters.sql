/* äöü */ ⟦QUERY|select 1⟧; /* 日本 */ ⟦QUERY|select 2⟧;
	⟦QUERY|select 3⟧;
