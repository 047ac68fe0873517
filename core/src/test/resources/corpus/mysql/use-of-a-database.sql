⟦SESSION|use app⟧;
⟦SESSION|USE `app`⟧;
⟦QUERY|select 1⟧;
