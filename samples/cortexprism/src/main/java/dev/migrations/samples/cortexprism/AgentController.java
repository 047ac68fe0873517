package dev.migrations.samples.cortexprism;

import java.util.List;

import dev.migrations.samples.cortexprism.Lens.Event;
import dev.migrations.samples.cortexprism.Memory.Episode;
import dev.migrations.samples.cortexprism.Policies.Decision;
import dev.migrations.samples.cortexprism.Sessions.Message;
import dev.migrations.samples.cortexprism.Sessions.Session;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What agents do.
 */
@RestController
class AgentController {

	private final Sessions sessions;

	private final Memory memory;

	private final Lens lens;

	private final Policies policies;

	AgentController(Sessions sessions, Memory memory, Lens lens, Policies policies) {
		this.sessions = sessions;
		this.memory = memory;
		this.lens = lens;
		this.policies = policies;
	}

	@PostMapping("/sessions")
	@ResponseStatus(HttpStatus.CREATED)
	Session open(@RequestBody NewSession session) {
		Session opened = this.sessions.open(session.agent(), session.parent());
		this.lens.record(opened.id(), "session.open", session.agent());
		return opened;
	}

	@GetMapping("/sessions")
	List<Session> sessions() {
		return this.sessions.list();
	}

	@PostMapping("/sessions/{session}/messages")
	@ResponseStatus(HttpStatus.CREATED)
	void say(@PathVariable String session, @RequestBody Message message) {
		this.sessions.add(session, message);
		this.memory.remember(session, message.content());
		this.lens.record(session, "message." + message.role(), message.content());
	}

	@GetMapping("/sessions/{session}/messages")
	List<Message> messages(@PathVariable String session) {
		return this.sessions.messages(session);
	}

	@PostMapping("/sessions/{session}/tools/{tool}")
	Decision decide(@PathVariable String session, @PathVariable String tool) {
		Decision decision = this.policies.decide(tool);
		this.lens.record(session, "tool." + decision.decision(), tool);
		return decision;
	}

	@GetMapping("/sessions/{session}/events")
	List<Event> events(@PathVariable String session) {
		return this.lens.events(session);
	}

	@GetMapping("/memory")
	List<Episode> recall(@RequestParam("q") String words) {
		return this.memory.recall(words);
	}

	@GetMapping("/memory/relation-types")
	List<String> relationTypes() {
		return this.memory.relationTypes();
	}

	/**
	 * Session that is to be opened.
	 *
	 * @param agent the agent
	 * @param parent session of the agent that calls it; null if a person does
	 */
	record NewSession(String agent, @Nullable String parent) {
	}

}
